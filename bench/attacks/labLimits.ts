/** Gain from splitting one owner over identities that counts as none. */
export const MOST_SPLIT_GAIN = 0.01;
/** Part of honest pay that sending ten times an update may cost its owner. */
export const MOST_SCALING_LOSS = 0.05;
/** The attack that does so. */
export const SCALING = "send ×10";
/** Part of the pot that a shill may get where the median holds, and the stake up to which it must, in percent. */
export const MOST_SHILL = 0.001;
export const MINORITY_PERCENT = 45;
