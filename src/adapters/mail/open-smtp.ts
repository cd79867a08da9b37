import { createTransport } from 'nodemailer';
import { CatalogueError } from '../../domain/errors.ts';
import type { MailSender } from '../../ports/mail.ts';

interface Smtp {
  /** smtp:// or smtps://, with user name and password where the server wants them. */
  url: string;
  /** The sender: "Reuse catalogue <catalogue@example.org>". */
  from: string;
}

const timeoutMs = 15_000;

/** What may be told of a failure: the server's code, never its words, which often repeat the address. */
function toFailure(error: unknown): CatalogueError {
  const { responseCode, code } = error as { responseCode?: number; code?: string };
  if (responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH') {
    return new CatalogueError('invalid', `The mail server refused the message (${responseCode})`);
  }
  return new CatalogueError(
    'unavailable',
    `The mail server did not take the message (${responseCode ?? code ?? 'no answer'})`,
  );
}

export function openSmtp({ url, from }: Smtp): MailSender {
  const transport = createTransport(
    {
      url,
      pool: true,
      maxConnections: 1,
      connectionTimeout: timeoutMs,
      greetingTimeout: timeoutMs,
      socketTimeout: timeoutMs,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from },
  );
  return {
    async send({ id, to, subject, text, replyTo }) {
      const domain = /@([^\s>]+)>?$/.exec(from)?.[1] ?? 'localhost';
      try {
        // An object, so that the text cannot name further recipients.
        await transport.sendMail({
          to: { name: '', address: to },
          ...(replyTo !== undefined && { replyTo: { name: '', address: replyTo } }),
          subject,
          text,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw toFailure(error);
      }
    },
    async close() {
      transport.close();
    },
  };
}
