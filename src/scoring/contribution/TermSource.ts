/** The terms u_i of a round, one at a time: a round of any number of contributors needs the memory of one. */
export type TermSource = {
  readonly count: number;
  /** u_i. Asked for in index order, read before the next one is asked for and not kept: it may be one reused buffer. */
  termOf(i: number): Float64Array;
};
