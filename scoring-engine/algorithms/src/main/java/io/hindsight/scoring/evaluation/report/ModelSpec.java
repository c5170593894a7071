package io.hindsight.scoring.evaluation.report;

import io.hindsight.scoring.registry.InvalidSettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A model to be trained: {@code als:factors=64:sweeps=16}.
 *
 * @param text as it was given
 */
public record ModelSpec(String text, String algorithm, Map<String, String> settings) {
  /** What a server counts as events come, by the names of the models that are trained like it. */
  private static final Map<String, String> SYNONYMS =
      Map.of("popularity", "most-popular", "trending", "recently-popular");

  public ModelSpec {
    settings = Collections.unmodifiableMap(new TreeMap<>(settings));
  }

  /**
   * Reads several with commas between them.
   *
   * @throws InvalidSettings saying what cannot be read
   */
  public static List<ModelSpec> parseAll(String text) {
    List<ModelSpec> specs = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      ModelSpec spec = parse(one.strip());
      if (specs.stream().anyMatch(known -> known.sameAs(spec))) {
        throw new InvalidSettings("the model " + spec.text() + " is there twice: name it once");
      }
      specs.add(spec);
    }
    return List.copyOf(specs);
  }

  private boolean sameAs(ModelSpec other) {
    return algorithm.equals(other.algorithm) && settings.equals(other.settings);
  }

  static ModelSpec parse(String text) {
    String[] parts = text.split(":", -1);
    if (parts[0].isBlank()) {
      throw new InvalidSettings(
          "a model has no name: write name:setting=value:…,name,… such as item-knn:neighbours=100");
    }
    Map<String, String> settings = new TreeMap<>();
    for (int i = 1; i < parts.length; i++) {
      int equals = parts[i].indexOf('=');
      if (equals < 1 || equals == parts[i].length() - 1) {
        throw new InvalidSettings(
            "in %s, %s is no setting: write name:setting=value:… such as item-knn:neighbours=100"
                .formatted(text, parts[i].isEmpty() ? "an empty text" : parts[i]));
      }
      String name = parts[i].substring(0, equals).strip();
      if (settings.put(name, parts[i].substring(equals + 1).strip()) != null) {
        throw new InvalidSettings("in %s, %s is there twice: give it once".formatted(text, name));
      }
    }
    String name = parts[0].strip();
    return new ModelSpec(text, SYNONYMS.getOrDefault(name, name), settings);
  }
}
