/**
 * The views of the page are its `main` elements, one of which is shown: the one that the address names (`#symptoms`), else
 * the first. `onShow(id)` hears which.
 */
export function startViews(onShow) {
  const views = [...document.querySelectorAll('main')];
  function show() {
    const named = views.find(({ id }) => `#${id}` === window.location.hash) ?? views[0];
    for (const view of views) view.hidden = view !== named;
    for (const link of document.querySelectorAll('.views a')) {
      if (link.hash === `#${named.id}`) link.setAttribute('aria-current', 'page');
      else link.removeAttribute('aria-current');
    }
    onShow(named.id);
  }
  window.addEventListener('hashchange', show);
  show();
}
