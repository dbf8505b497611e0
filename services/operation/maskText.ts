const MOST_CHARACTERS = 4000;

/** Text without what may be a secret: URLs are cut to their host, age identities are struck out. */
export function maskText(text: string): string {
  const masked = text
    .replace(/\b([a-z][a-z0-9+.-]*:\/\/)(?:[^\s/?#"'<>@]*@)?([^\s/?#"'<>@]+)[^\s"'<>]*/gi, "$1$2")
    .replace(/AGE-SECRET-KEY-[A-Z0-9-]+/gi, "[secret]");
  return masked.length > MOST_CHARACTERS ? `${masked.slice(0, MOST_CHARACTERS)}…` : masked;
}
