import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto';

/** An answer that is kept so that a repeated request gets it again. */
export interface SealedAnswer {
  /** Where it is kept. Says nothing of the key it was made from. */
  place: string;
  /** Says whether another request with the same key is the same request. */
  fingerprint(request: readonly (string | Uint8Array)[]): string;
  seal(text: string): string;
  /** Errors: throws where the text was sealed with another key. */
  open(sealed: string): string;
}

/**
 * Answers may hold what is shown once (an edit token), so they are kept sealed with the caller's own key, of which no copy is kept.
 * `parts`: who calls and the key that was sent; together they are the secret.
 */
export function sealWith(parts: readonly string[]): SealedAnswer {
  const secret = createHash('sha256').update(JSON.stringify(parts)).digest();
  const derive = (purpose: string) => createHmac('sha256', secret).update(purpose).digest();
  const key = derive('seal');
  return {
    place: derive('place').toString('base64url'),
    fingerprint(request) {
      const hmac = createHmac('sha256', derive('request'));
      for (const part of request) hmac.update(part).update('\0');
      return hmac.digest('base64url');
    },
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
    },
  };
}
