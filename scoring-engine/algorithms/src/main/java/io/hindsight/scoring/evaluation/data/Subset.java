package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.model.ItemIndex;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes smaller interactions of larger ones: users and items without a pair have no place there.
 */
final class Subset {
  private Subset() {}

  static Interactions of(Interactions all, boolean[] kept) {
    boolean[] named = new boolean[all.items().size()];
    int size = 0;
    for (int pair = 0; pair < kept.length; pair++) {
      named[all.item(pair)] |= kept[pair];
      size += kept[pair] ? 1 : 0;
    }
    int[] numbers = new int[named.length];
    List<String> items = new ArrayList<>();
    for (int item = 0; item < named.length; item++) {
      numbers[item] = items.size();
      if (named[item]) {
        items.add(all.items().id(item));
      }
    }
    Distinct pairs = new Distinct(items.size(), size);
    List<String> users = new ArrayList<>();
    for (int user = 0; user < all.users(); user++) {
      int before = pairs.size();
      for (int pair = all.start(user); pair < all.start(user + 1); pair++) {
        if (kept[pair]) {
          int item = numbers[all.item(pair)];
          pairs.add(item, all.weight(pair), all.time(pair), all.part(pair));
        }
      }
      if (pairs.size() > before) {
        users.add(all.user(user));
        pairs.endUser(Weighting.VALUE);
      }
    }
    return new Interactions(
        users.toArray(String[]::new), ItemIndex.of(items), pairs.pairs(), all.decay());
  }

  /** Leaves out rare items, then users with few of those that are left; each once. */
  static Interactions thinned(Interactions all, Selection selection) {
    int[] counts = new int[all.items().size()];
    for (int pair = 0; pair < all.pairs(); pair++) {
      counts[all.item(pair)]++;
    }
    boolean[] kept = new boolean[all.pairs()];
    for (int user = 0; user < all.users(); user++) {
      int own = 0;
      for (int pair = all.start(user); pair < all.start(user + 1); pair++) {
        own += counts[all.item(pair)] >= selection.leastOfItem() ? 1 : 0;
      }
      for (int pair = all.start(user); pair < all.start(user + 1); pair++) {
        kept[pair] =
            own >= selection.leastOfUser() && counts[all.item(pair)] >= selection.leastOfItem();
      }
    }
    return of(all, kept);
  }
}
