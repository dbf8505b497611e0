/** What the program ends with; scripts may rely on it. */
export const ExitCode = {
  Done: 0,
  /** Something that should not happen, or that has no code of its own. */
  Failed: 1,
  /** The command line is wrong. */
  Usage: 2,
  /** A contract refused, or would refuse. */
  Refused: 3,
  /** A node, a signer or a store does not answer: trying again may help. */
  Unreachable: 4,
  /** What was asked for does not exist. */
  NotFound: 5,
  /** A key, a keystore or a passphrase cannot be used. */
  Key: 6,
  /** The node is of another chain, or the contracts are not where they should be. */
  WrongNetwork: 7,
  /** The account has too little ether, or too few tokens. */
  Funds: 8,
  /** A person has to say yes, and said no or is not there. */
  NotConfirmed: 9,
  /** The answer of a check is no. */
  No: 10,
  /** Ctrl-C. */
  Interrupted: 130,
} as const;

export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];
