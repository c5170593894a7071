package io.hindsight.contracts.models;

import io.hindsight.contracts.log.LogPosition;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where a model comes from: enough to train it again, byte for byte.
 *
 * @param algorithm such as item-knn
 * @param settings the algorithm's configuration, names and values as text
 * @param upTo trained on everything in the log up to here
 * @param codeVersion the version of Hindsight that trained it
 * @param contentHash SHA-256 of the artifact, in hexadecimal
 * @param interactions how many interactions it learnt from
 * @param subjects of how many people
 * @param items and with how many items
 * @param metrics figures measured while training
 */
public record Provenance(
    String algorithm,
    Map<String, String> settings,
    long seed,
    LogPosition upTo,
    String codeVersion,
    String contentHash,
    long interactions,
    int subjects,
    int items,
    Map<String, Double> metrics) {
  public Provenance {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
  }
}
