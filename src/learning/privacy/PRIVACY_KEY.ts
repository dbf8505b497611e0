/** Key of the privacy plan in the `__metadata__` of an update's file. */
export const PRIVACY_KEY = "privacy";
