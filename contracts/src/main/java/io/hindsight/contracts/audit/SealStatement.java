package io.hindsight.contracts.audit;

import io.hindsight.contracts.log.LogPosition;

/**
 * What a seal vouches for: that these events, and no others, stand after one position of a log up
 * to another. Hashes are SHA-256 in hex.
 *
 * @param logId drawn when the log was created: no seal fits another log
 * @param number from 1, without gaps
 * @param after where the seal before this one ended; 0 for the first
 * @param upTo the position of the last event sealed
 * @param events how many
 * @param root of the Merkle tree (RFC 6962) over them, in their order
 * @param chain of all events from the log's start: each link the hash of the link before and the
 *     event
 * @param previous the digest of the statement before this one; zeros for the first
 */
public record SealStatement(
    String logId,
    long number,
    LogPosition after,
    LogPosition upTo,
    int events,
    String root,
    String chain,
    String previous) {}
