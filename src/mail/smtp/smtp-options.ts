const CONNECT_MS = 10_000;
const SILENCE_MS = 20_000;
const SUBMISSION_PORT = 587;
const TLS_PORT = 465;
const THIS_MACHINE = ['localhost', '127.0.0.1', '[::1]'];

/** Of MAIL_URL, as nodemailer takes them. A password is sent to another machine over TLS only. */
export function smtpOptions(mailUrl: string) {
  const { protocol, hostname, port, username, password } = new URL(mailUrl);
  const secure = protocol === 'smtps:';
  const auth = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  return {
    host: hostname.replace(/^\[(.*)\]$/, '$1'),
    port: port === '' ? (secure ? TLS_PORT : SUBMISSION_PORT) : Number(port),
    secure,
    requireTLS: auth !== undefined && !THIS_MACHINE.includes(hostname),
    ...(auth && { auth }),
    dnsTimeout: CONNECT_MS,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  };
}
