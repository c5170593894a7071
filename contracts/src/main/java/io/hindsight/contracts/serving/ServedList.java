package io.hindsight.contracts.serving;

/**
 * What is kept of one list: with the log, enough to compute it again, bit for bit. Reasons and
 * features are recomputed, not stored.
 *
 * @param request what was asked, defaults filled in
 * @param basis from which states it was computed
 * @param items ids and scores, best first
 */
public record ServedList(ListRequest request, Basis basis, ServedItems items) {}
