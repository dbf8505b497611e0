/** A step's name in words: "commitScores" becomes "Commit scores". Names that are no identifiers keep their words. */
export function stepName(step: string): string {
  const isIdentifier = /^[a-z][A-Za-z0-9]*$/.test(step);
  const words = !isIdentifier ? step : step.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
