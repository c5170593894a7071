package io.hindsight.contracts.erasure;

import java.util.Locale;

/** What an erasure does, in this order. */
public enum ErasureStep {
  /** Destroy the person's key and the mapping of their user id. */
  DESTROY_KEY,
  /** See every view without the person, and its files overwritten. */
  PURGE_VIEWS,
  /** See the memory that lists are served from without the person. */
  PURGE_SERVING,
  /** List the models that learned from the person, and mark those that serve. */
  LIST_MODELS,
  /** Sign the receipt. */
  COMPLETE;

  public static final String VIEWS = "views";
  public static final String SERVING = "serving";

  /** In answers and in the log: {@code destroy-key}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
