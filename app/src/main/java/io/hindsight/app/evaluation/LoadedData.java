package io.hindsight.app.evaluation;

import io.hindsight.scoring.evaluation.data.Interactions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data set in memory.
 *
 * @param title for people
 * @param categories of items by id, where they are known
 * @param marketplaces of users by id, where they are known
 * @param margins of items by id, where they are known
 * @param weights of types, where they weigh, as settings of a training
 * @param notes what was left out
 */
record LoadedData(
    String title,
    Interactions interactions,
    @Nullable Interactions negatives,
    Map<String, List<String>> categories,
    Map<String, String> marketplaces,
    Map<String, Double> margins,
    Map<String, String> weights,
    List<String> notes) {}
