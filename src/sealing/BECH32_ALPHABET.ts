/** The 32 characters of bech32, by value. */
export const BECH32_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
