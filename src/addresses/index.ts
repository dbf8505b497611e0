export { BaseError } from "../errors/BaseError.ts";
export { addressesOf, type ContractName, type DeploymentAddresses, type DeploymentChainId } from "./addressesOf.ts";
export { deployments } from "./deployments.ts";
