// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {ILicenseMarket} from "../market/ILicenseMarket.sol";
import {LicenseGate} from "./LicenseGate.sol";

/// @title License-gated jobs
/// @notice Example: takes jobs that train on one dataset, from those who hold or were assigned a license for that.
/// @dev Whoever does the jobs reads them from the events, and asks the market again before it starts one: a license can
/// end while a job waits.
contract LicenseGated is LicenseGate {
    uint8 private constant TRAIN = 1;

    /// @notice How many jobs were submitted; the identifier of the last one.
    uint256 public jobCount;

    /// @notice `who` submitted a job under the license; `taskDigest` is the SHA-256 of what is to be done.
    event JobSubmitted(uint256 indexed jobId, uint256 indexed licenseId, address indexed who, bytes32 taskDigest);

    constructor(
        ILicenseMarket market,
        uint256 datasetId
    ) LicenseGate(market, ILicenseMarket.AssetKind.Dataset, datasetId) {}

    /// @notice Submits a job. The caller must be able to train under the license now.
    /// @param taskDigest SHA-256 of what is to be done.
    function submitJob(
        uint256 licenseId,
        bytes32 taskDigest
    ) external onlyLicensed(licenseId, TRAIN) returns (uint256 jobId) {
        jobId = ++jobCount;

        emit JobSubmitted(jobId, licenseId, msg.sender, taskDigest);
    }
}
