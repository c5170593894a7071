package io.hindsight.readmodel.store;

import io.hindsight.contracts.log.LogPosition;

/** Up to where the live generation of a view has stored the log. */
public record ViewPosition(String view, int generation, LogPosition position) {}
