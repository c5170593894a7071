package io.hindsight.scoring.registry;

import io.hindsight.scoring.blend.BlendConfig;
import io.hindsight.scoring.blend.BlendConfig.Part;
import io.hindsight.scoring.blend.BlendModel;
import io.hindsight.scoring.blend.BlendTrainer;
import io.hindsight.scoring.blend.Fusion;
import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.model.ItemModel;
import java.io.DataInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code blend}: {@code of=als+slim}, {@code weights=1+1}, {@code fusion=scores} or {@code ranks},
 * and the settings of the parts after their names, as in {@code slim.l2=50}.
 */
final class Blend implements Algorithm {
  private static final String NAME = "blend";

  private final AlgorithmRegistry others;

  Blend(List<Algorithm> others) {
    this.others = new AlgorithmRegistry(others);
  }

  /** What the settings of a blend come to. */
  private record Recipe(
      BlendConfig config, Map<String, Map<String, String>> ofParts, Map<String, String> complete) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Map<String, String> settings(Map<String, String> given) {
    return recipe(given).complete();
  }

  @Override
  public Map<String, String> everySetting(Map<String, String> given) {
    Recipe recipe = recipe(given);
    Map<String, String> every = new TreeMap<>(recipe.complete());
    every.put("fusion", recipe.config().fusion().name().toLowerCase(Locale.ROOT));
    recipe
        .ofParts()
        .forEach(
            (part, settings) ->
                others
                    .get(part)
                    .everySetting(settings)
                    .forEach((name, value) -> every.put(part + "." + name, value)));
    return Collections.unmodifiableMap(every);
  }

  private Recipe recipe(Map<String, String> given) {
    Map<String, String> own = new TreeMap<>(given);
    own.keySet().removeIf(name -> name.indexOf('.') >= 0);
    Settings settings = new Settings(NAME, own);
    List<String> names = List.of(settings.text("of", "als+slim").split("\\+", -1));
    String equal = String.join("+", Collections.nCopies(names.size(), "1"));
    List<Float> weights = weights(settings.text("weights", equal), names);
    Fusion fusion = settings.choice("fusion", Fusion.SCORES);
    List<Part> parts = new ArrayList<>();
    Map<String, String> complete = new TreeMap<>(settings.all());
    Map<String, Map<String, String>> ofParts = new TreeMap<>();
    Map<String, String> left = new TreeMap<>(given);
    left.keySet().removeAll(own.keySet());
    for (int p = 0; p < names.size(); p++) {
      String name = names.get(p);
      Map<String, String> mine = new TreeMap<>();
      given.forEach(
          (key, value) -> {
            if (key.startsWith(name + ".")) {
              mine.put(key.substring(name.length() + 1), value);
              left.remove(key);
            }
          });
      Algorithm algorithm = others.get(name);
      Map<String, String> part = algorithm.settings(mine);
      ofParts.put(name, part);
      part.forEach((key, value) -> complete.put(name + "." + key, value));
      parts.add(
          new Part(
              name,
              weights.get(p),
              (data, seed, threads) -> algorithm.train(data, part, seed, threads)));
    }
    if (!left.isEmpty()) {
      throw new InvalidSettings(
          "blend has no setting %s; its parts are %s".formatted(left.keySet(), names));
    }
    return new Recipe(config(parts, fusion), ofParts, complete);
  }

  private static BlendConfig config(List<Part> parts, Fusion fusion) {
    try {
      return new BlendConfig(parts, fusion);
    } catch (IllegalArgumentException e) {
      throw new InvalidSettings(NAME + ": " + e.getMessage());
    }
  }

  @Override
  public int leastPeopleKept(Map<String, String> given) {
    int least = Integer.MAX_VALUE;
    for (var part : recipe(given).ofParts().entrySet()) {
      least = Math.min(least, others.get(part.getKey()).leastPeopleKept(part.getValue()));
    }
    return least;
  }

  private static List<Float> weights(String text, List<String> names) {
    List<Float> weights = new ArrayList<>();
    for (String one : text.split("\\+", -1)) {
      try {
        float weight = Float.parseFloat(one);
        if (weight > 0 && weight <= 1e6) {
          weights.add(weight);
        }
      } catch (NumberFormatException e) {
        break;
      }
    }
    if (weights.size() != names.size()) {
      throw new InvalidSettings(
          "blend: weights must be a number above 0 for each of %s, was %s".formatted(names, text));
    }
    return weights;
  }

  @Override
  public ItemModel train(TrainingData data, Map<String, String> given, long seed, int threads) {
    return new BlendTrainer(recipe(given).config()).train(data, seed, threads);
  }

  @Override
  public ItemModel read(DataInput in) throws IOException {
    return BlendModel.read(in, (name, part) -> others.get(name).read(part));
  }
}
