package io.hindsight.scoring.registry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Algorithms by name. Immutable. */
public final class AlgorithmRegistry {
  private final Map<String, Algorithm> byName;

  public AlgorithmRegistry(Collection<Algorithm> algorithms) {
    Map<String, Algorithm> named = new TreeMap<>();
    for (Algorithm algorithm : algorithms) {
      if (named.put(algorithm.name(), algorithm) != null) {
        throw new IllegalArgumentException("two algorithms named " + algorithm.name());
      }
    }
    byName = Collections.unmodifiableMap(named);
  }

  /** All that come with Hindsight. */
  public static AlgorithmRegistry standard() {
    List<Algorithm> single =
        List.of(
            new Als(),
            new Bpr(),
            new Ease(),
            new Gfcf(),
            new ItemKnn(),
            new MarkovChain(),
            new MostPopular(),
            new RecentlyPopular(),
            new Rp3(),
            new SessionKnn(),
            new Slim(),
            new UserKnn());
    List<Algorithm> all = new ArrayList<>(single);
    all.add(new Blend(single));
    return new AlgorithmRegistry(all);
  }

  public Optional<Algorithm> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /**
   * @throws InvalidSettings naming those that there are
   */
  public Algorithm get(String name) {
    return find(name)
        .orElseThrow(
            () -> new InvalidSettings("no algorithm " + name + "; there are " + byName.keySet()));
  }

  public Set<String> names() {
    return byName.keySet();
  }
}
