/** A description that binds a proposal to its proposer, so that nobody can propose it first and cancel it. */
export function boundDescription(description: string, proposer: string): string {
  return `${description}#proposer=${proposer.toLowerCase()}`;
}
