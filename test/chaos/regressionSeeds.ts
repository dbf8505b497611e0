/** Seeds that once found something that was wrong in the services, and what. They are lived in every run. */
export const regressionSeeds: readonly { readonly seed: number; readonly found: string }[] = [
  { seed: 1, found: "a job that failed waited a second of the wall before it was tried again, and missed the phase" },
];
