// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {ITrainingRounds} from "./ITrainingRounds.sol";

/// @title Sealed updates
/// @notice Where oracles publish the key that updates are sealed to, contributors say where their sealed update is, and the
/// committee says what it opened.
/// @dev A sealed update is an age file (age-encryption.org/v1). Nothing on chain checks what is inside: what opens is held
/// against the digest that the contributor revealed in {ITrainingRounds}, so a wrong announcement harms only its author.
interface ISealedUpdates {
    /// @notice An oracle published the key that updates are sealed to from now on.
    event KeyPublished(address indexed oracle, bytes32 key);
    /// @notice A contributor announced its sealed update; `sealedDigest` is the SHA-256 of the age file.
    event UpdateSealed(uint256 indexed roundId, address indexed contributor, bytes32 sealedDigest);
    /// @notice A member of the committee sealed `contributor`'s update again, for members who could not open it.
    event UpdateForwarded(
        uint256 indexed roundId,
        address indexed contributor,
        address indexed oracle,
        bytes32 sealedDigest
    );
    /// @notice A member recorded what it opened; `recordDigest` is the SHA-256 of its opening record.
    event OpeningRecorded(uint256 indexed roundId, address indexed oracle, bytes32 recordDigest);

    /// @notice A zero key opens nothing.
    error SealedUpdatesZeroKey();
    /// @notice A zero digest names nothing.
    error SealedUpdatesZeroDigest();
    /// @notice The round is in phase `actual`; the call belongs to `expected`.
    error SealedUpdatesWrongPhase(uint256 roundId, ITrainingRounds.Phase actual, ITrainingRounds.Phase expected);
    /// @notice `contributor` has not revealed an update in the round.
    error SealedUpdatesNotRevealed(uint256 roundId, address contributor);
    /// @notice `contributor` announced `sealedDigest` before; whoever fetched it must not be cheated by another.
    error SealedUpdatesAlreadyAnnounced(uint256 roundId, address contributor, bytes32 sealedDigest);
    /// @notice `account` is not on the round's committee.
    error SealedUpdatesNotMember(uint256 roundId, address account);

    /// @notice Publishes the caller's key, in place of an earlier one; anyone may call, only those of a committee are used.
    /// @dev Warning: updates sealed to an earlier key stay sealed to it. Keep its identity until those rounds are settled.
    /// @param key X25519 public key: the 32 bytes inside an `age1…` recipient.
    function publishKey(bytes32 key) external;

    /// @notice Announces the caller's sealed update; once, in Reveal, after its digest was revealed.
    /// @dev All announcements are known before Opening, so that no two members score different ones. Warning: the chain does
    /// not check that the file can be fetched or opened; what a member cannot open earns nothing with that member.
    /// @param sealedDigest SHA-256 of the age file.
    function announce(uint256 roundId, bytes32 sealedDigest) external;

    /// @notice Announces a copy of `contributor`'s update that the caller, a member, sealed for the whole committee; in Opening.
    /// @dev For an update that its contributor sealed to some members only, on purpose or not.
    /// @param sealedDigest SHA-256 of the age file.
    function forward(uint256 roundId, address contributor, bytes32 sealedDigest) external;

    /// @notice Records what the caller, a member, opened: the member's word; a later record replaces an earlier one.
    /// @dev In Opening it tells the others what to {forward}; after the end of the round it is the account of what was opened.
    /// @param recordDigest SHA-256 of the opening record.
    function recordOpening(uint256 roundId, bytes32 recordDigest) external;

    /// @notice The oracle's key; zero when it published none.
    function keyOf(address oracle) external view returns (bytes32 key);

    /// @notice Digest of the sealed update that `contributor` announced; zero when it announced none.
    function sealedDigestOf(uint256 roundId, address contributor) external view returns (bytes32 sealedDigest);
}
