package io.hindsight.runtime.serving;

/** The model that the log says is active for an algorithm. */
record ModelRef(int version, String contentHash) {}
