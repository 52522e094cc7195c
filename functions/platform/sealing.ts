import { defaults, seal, unseal } from 'iron-webcrypto';

/**
 * Encrypts and signs a text, so that only who knows the key can read or make it (AES-256-CBC and HMAC-SHA-256, with keys
 * derived from the key and a salt of their own).
 * @param key a random text of at least 32 characters
 */
export async function sealed(text: string, key: string): Promise<string> {
  return await seal(text, key, defaults);
}

/** What was sealed with the key; undefined if it was sealed with another one, or changed since. */
export async function unsealed(seal: string, key: string): Promise<string | undefined> {
  try {
    const text = await unseal(seal, key, defaults);
    return typeof text === 'string' ? text : undefined;
  } catch {
    return undefined;
  }
}
