const SECRET =
  /(passphrase|password|private_?key|mnemonic|identity|identities|salt|secret|(secret)?_?access_?key(_?id)?|authorization|api_?key|cookie)$/i;

/** Whether a field of that name holds a secret. `passphraseFile` does not: it names a file. */
export function isSecretName(name: string): boolean {
  return SECRET.test(name);
}
