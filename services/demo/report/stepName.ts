/** A step's name in words: "commitScores" becomes "Commit scores". Names with spaces stay as they are. */
export function stepName(step: string): string {
  if (!/^[a-z][A-Za-z0-9]*$/.test(step)) return step;
  const words = step.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
