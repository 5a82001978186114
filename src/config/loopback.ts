/** Whether a host, as HOST or a URL writes it, is this machine alone (RFC 6890: 127.0.0.0/8 and ::1). */
export const isLoopback = (host: string): boolean =>
  /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/.test(host.toLowerCase());
