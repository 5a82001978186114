/**
 * An element with attributes and children. Children are nodes or text; text never becomes markup, which is what keeps a
 * record's content inert on this page. An attribute that is `undefined`, `false` or `null` is left out.
 * @param {string} name
 * @param {Record<string, unknown>} [attributes] `onclick` and the like take a function
 * @param {...(Node | string | undefined | null | false | readonly unknown[])} children
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (typeof value === 'function') made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? '' : String(value));
  }
  made.append(...children.flat(2).filter((child) => child !== undefined && child !== null && child !== false));
  return made;
}

/** A link that opens elsewhere, or plain text when the address is not one that a page may open. */
export function safeLink(url, ...label) {
  return isWebAddress(url)
    ? element('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...label)
    : element('span', {}, ...label);
}

/** `javascript:`, `data:` and everything else that runs or hides something is refused. */
function isWebAddress(url) {
  try {
    return ['http:', 'https:'].includes(new URL(url, window.location.href).protocol);
  } catch {
    return false;
  }
}
