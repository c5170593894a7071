package io.hindsight.scoring.evaluation.data;

import io.hindsight.scoring.model.ItemIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Makes smaller interactions of larger ones: users and items without a pair have no place there.
 */
final class Subset {
  private Subset() {}

  static Interactions of(
      Interactions all, IntPredicate kept, IntPredicate repeatKept, boolean apart) {
    boolean[] named = new boolean[all.items().size()];
    int size = 0;
    for (int pair = 0; pair < all.pairs(); pair++) {
      if (kept.test(pair)) {
        named[all.item(pair)] = true;
        size++;
      }
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
    int[] places = new int[0];
    for (int user = 0; user < all.users(); user++) {
      int before = pairs.size();
      int from = all.start(user);
      int own = all.start(user + 1) - from;
      places = places.length > own ? places : new int[2 * own + 1];
      for (int i = 0; i < own; i++) {
        places[i] = pairs.size();
        if (kept.test(from + i)) {
          int item = numbers[all.item(from + i)];
          pairs.add(
              item,
              all.firstWeight(from + i),
              all.firstTime(from + i),
              all.part(from + i),
              all.firstRated(from + i));
        }
      }
      places[own] = pairs.size();
      repeats(all, user, kept, repeatKept, places, pairs);
      if (pairs.size() > before) {
        users.add(all.user(user));
        pairs.endUser();
      }
    }
    return new Interactions(
        users.toArray(String[]::new), ItemIndex.of(items), pairs.pairs(), all.selection(), apart);
  }

  /**
   * @param places where each of the user's pairs, and the end of them, are now
   */
  private static void repeats(
      Interactions all,
      int user,
      IntPredicate kept,
      IntPredicate repeatKept,
      int[] places,
      Distinct to) {
    Repeats repeats = all.repeats();
    int from = all.start(user);
    for (int again = repeats.start(user); again < repeats.start(user + 1); again++) {
      if (kept.test(repeats.pair(again)) && repeatKept.test(again)) {
        to.again(
            places[repeats.pair(again) - from],
            places[repeats.met(again) - from],
            repeats.weight(again),
            repeats.time(again),
            repeats.rated(again));
      }
    }
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
    return of(all, pair -> kept[pair], again -> true, all.testGiven());
  }
}
