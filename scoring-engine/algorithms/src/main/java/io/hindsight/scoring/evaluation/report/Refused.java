package io.hindsight.scoring.evaluation.report;

import java.util.Map;

/**
 * A model that could not be trained on the data; the others were.
 *
 * @param label tells it from the report's other models
 * @param config all settings, defaults filled in
 * @param reason in words
 */
public record Refused(String name, String label, Map<String, String> config, String reason) {}
