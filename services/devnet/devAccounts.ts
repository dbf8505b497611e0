/**
 * Addresses of a devnet's people by name, in the order of their keys under the mnemonic that every development chain uses
 * (m/44'/60'/0'/0/0 and on). They do not depend on how a devnet is started.
 */
export const devAccounts = {
  /** Deployed the contracts and holds the initial supply. */
  treasury: "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
  /** Owns the models and pays for their rounds. */
  sponsor: "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
  "member-1": "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
  "member-2": "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
  "member-3": "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
  "contributor-1": "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
  "contributor-2": "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
  "oracle-1": "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
  "oracle-2": "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
  "oracle-3": "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
  /** An oracle that nobody runs: whoever joins may be it. */
  "oracle-guest": "0xBcd4042DE499D14e55001CcbB24a551F3b954096",
  /** Provides data. */
  alice: "0x71bE63f3384f5fb98995898A86B02Fb2426c5788",
  /** Licenses data. */
  bob: "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a",
  /** Holds tokens enough to propose, and has not delegated their votes. */
  carol: "0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec",
} as const;

/** Name of an account that every devnet has. */
export type DevAccountName = keyof typeof devAccounts;
