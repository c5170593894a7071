package io.hindsight.contracts.queries;

/**
 * Rebuilds a view from the first event beside the live one and switches when it has caught up.
 * Handled by the projections; answers with a {@link io.hindsight.contracts.intake.Reply} at once,
 * whose revision is the generation to come. Refused with {@code view-unknown} or {@code
 * rebuild-underway}.
 */
public record RebuildView(String view) {}
