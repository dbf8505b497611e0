import { words } from "../words.ts";
import type { Remedies } from "./Remedies.ts";

const PROPOSE = "What members decide about goes through a proposal; the rest belongs to the contracts themselves.";
const OPERATION = "Operations of the access manager are scheduled, wait, and then can be executed for a while.";

/** Errors of the access manager and of the contracts that ask it. */
export const access = {
  AccessManagedUnauthorized: ({ caller }) => [`${caller} may not call this function`, PROPOSE],
  AccessManagedRequiredDelay: ({ caller, delay }) => [
    `${caller} may call this function only after a delay of ${words.duration(delay)}`,
    "Schedule the call at the access manager first.",
  ],
  AccessManagedInvalidAuthority: ({ authority }) => [
    `${authority} cannot decide about access: it is no contract`,
    "Name an access manager.",
  ],
  AccessControlUnauthorizedAccount: ({ account, neededRole }) => [
    `${account} does not have the role ${neededRole}`,
    "The timelock is used through the governor: propose, vote, queue, execute.",
  ],
  AccessControlBadConfirmation: () => [
    "A role can only be given up by its own account",
    "Confirm with the account that holds it.",
  ],
  AccessManagerUnauthorizedAccount: ({ msgsender, roleId }) => [
    `${msgsender} does not have the role ${roleId} of the access manager`,
    PROPOSE,
  ],
  AccessManagerUnauthorizedCall: ({ caller, target, selector }) => [
    `${caller} may not call ${selector} of ${target}`,
    PROPOSE,
  ],
  AccessManagerUnauthorizedCancel: ({ msgsender, caller, target, selector }) => [
    `${msgsender} may not cancel the call of ${selector} of ${target} that ${caller} scheduled`,
    "Only who scheduled it, its guardian or its administrator can.",
  ],
  AccessManagerUnauthorizedConsume: ({ target }) => [
    `${target} does not use up scheduled operations now`,
    "This belongs to the contracts themselves.",
  ],
  AccessManagerAlreadyScheduled: ({ operationId }) => [`The operation ${operationId} is scheduled already`, OPERATION],
  AccessManagerNotScheduled: ({ operationId }) => [`The operation ${operationId} is not scheduled`, OPERATION],
  AccessManagerNotReady: ({ operationId }) => [`The operation ${operationId} has to wait longer`, OPERATION],
  AccessManagerExpired: ({ operationId }) => [
    `The operation ${operationId} was not executed in time`,
    "Schedule it again.",
  ],
  AccessManagerLockedFunction: ({ selector }) => [
    `The function ${selector} cannot be given to another role`,
    "It belongs to the access manager itself.",
  ],
  AccessManagerLockedRole: ({ roleId }) => [
    `The role ${roleId} cannot be changed`,
    "The roles of administrators and of everybody are fixed.",
  ],
  AccessManagerBadConfirmation: () => [
    "A role can only be given up by its own account",
    "Confirm with the account that holds it.",
  ],
  AccessManagerInvalidInitialAdmin: ({ initialAdmin }) => [
    `${initialAdmin} cannot be the first administrator`,
    "Deploy the access manager with an account.",
  ],
} satisfies Remedies;
