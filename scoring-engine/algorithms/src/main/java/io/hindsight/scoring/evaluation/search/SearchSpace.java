package io.hindsight.scoring.evaluation.search;

import io.hindsight.scoring.evaluation.report.ModelSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A model some of whose settings are to be found. */
public final class SearchSpace {
  private final ModelSpec spec;
  private final Map<String, Dimension> dimensions = new TreeMap<>();

  /**
   * @throws io.hindsight.scoring.registry.InvalidSettings saying which range cannot be read
   */
  public SearchSpace(ModelSpec spec) {
    this.spec = spec;
    spec.settings()
        .forEach(
            (name, value) -> {
              if (Dimension.isOne(value)) {
                dimensions.put(name, Dimension.parse(name, value));
              }
            });
  }

  /** Whether anything is to be found. */
  public static boolean isOne(ModelSpec spec) {
    return spec.settings().values().stream().anyMatch(Dimension::isOne);
  }

  String text() {
    return spec.text();
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
