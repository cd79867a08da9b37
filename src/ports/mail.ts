/** One message as plain text. */
export interface MailMessage {
  /** The same each time one message is tried, so that whoever receives it twice can tell. */
  id: string;
  to: string;
  subject: string;
  text: string;
  /** An address alone, where answers go. */
  replyTo?: string;
}

/**
 * Sends mail. Errors: CatalogueError 'unavailable' where trying again later may help, 'invalid' where the server refused the message for
 * good. Their words hold no address.
 */
export interface MailSender {
  send(message: MailMessage): Promise<void>;
  close(): Promise<void>;
}
