package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.evaluation.report.ModelSpec;
import io.hindsight.scoring.registry.AlgorithmRegistry;
import io.hindsight.scoring.registry.InvalidSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A model some of whose settings are to be found. */
public final class SearchSpace {
  private final ModelSpec spec;
  private final Map<String, Dimension> dimensions = new TreeMap<>();

  /** Settings that take fractions: a range from 0 to 1 is all between, not just the two. */
  private final Set<String> fractions = new TreeSet<>();

  /**
   * @throws io.hindsight.scoring.registry.InvalidSettings saying which range cannot be read
   */
  public SearchSpace(ModelSpec spec, AlgorithmRegistry registry) {
    this.spec = spec;
    Map<String, String> defaults = defaults(spec, registry);
    spec.settings()
        .forEach(
            (name, value) -> {
              if (Dimension.isOne(value)) {
                boolean fraction = defaults.getOrDefault(name, "").matches("-?\\d*\\.\\d+(E.*)?");
                dimensions.put(name, Dimension.parse(name, value, fraction));
                if (fraction) {
                  fractions.add(name);
                }
              }
            });
  }

  /** As far as they can be told without what is open. */
  private static Map<String, String> defaults(ModelSpec spec, AlgorithmRegistry registry) {
    Map<String, String> closed = new TreeMap<>(spec.settings());
    closed.values().removeIf(Dimension::isOne);
    try {
      return registry.get(spec.algorithm()).settings(closed);
    } catch (InvalidSettings e) {
      return Map.of();
    }
  }

  /** Whether anything is to be found. */
  public static boolean isOne(ModelSpec spec) {
    return spec.settings().values().stream().anyMatch(Dimension::isOne);
  }

  String text() {
    return spec.text();
  }

  /** Which settings are drawn how: what a trial counts for. */
  String key() {
    return fractions.isEmpty() ? text() : text() + " with fractions in " + fractions;
  }

  ModelSpec draw(SplittableRandom random) {
    Map<String, String> settings = new TreeMap<>(spec.settings());
    dimensions.forEach((name, dimension) -> settings.put(name, dimension.draw(random)));
    List<String> parts = new ArrayList<>();
    parts.add(spec.algorithm());
    parts.addAll(
        settings.entrySet().stream()
            .map(setting -> setting.getKey() + "=" + setting.getValue())
            .collect(Collectors.toList()));
    return new ModelSpec(String.join(":", parts), spec.algorithm(), settings);
  }
}
