package io.hindsight.api.models;

import io.hindsight.api.json.Fields;
import io.hindsight.api.json.Shape;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads requests to train; which settings there are is for the algorithm to say. */
final class TrainingRecords {
  static final Shape SHAPE = Shape.of("algorithm", "settings", "seed");

  private static final Pattern ALGORITHM = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  private TrainingRecords() {}

  record Draft(String algorithm, Map<String, String> settings, @Nullable Long seed) {}

  static Draft parse(Fields in, long index) {
    String algorithm = null;
    Map<String, String> settings = Map.of();
    Long seed = null;
    while (in.next(SHAPE)) {
      switch (in.name()) {
        case "algorithm" -> algorithm = algorithm(in);
        case "settings" -> settings = in.textMap();
        case "seed" -> seed = in.longInteger();
        default -> throw new IllegalStateException(in.name());
      }
    }
    if (algorithm == null) {
      in.missing("algorithm");
    }
    return new Draft(algorithm == null ? "" : algorithm, settings, seed);
  }

  private static @Nullable String algorithm(Fields in) {
    String text = in.text();
    if (text != null && !ALGORITHM.matcher(text).matches()) {
      in.reject("algorithm-invalid", "algorithm is no name of one", "such as item-knn");
    }
    return text;
  }
}
