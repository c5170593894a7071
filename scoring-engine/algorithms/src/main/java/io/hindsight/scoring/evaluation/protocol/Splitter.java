package io.hindsight.scoring.evaluation.protocol;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingDataBuilder;
import io.hindsight.scoring.evaluation.UnfitData;
import io.hindsight.scoring.evaluation.data.Folding;
import io.hindsight.scoring.evaluation.data.Interactions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Divides interactions as a protocol says: the same data and seed, the same parts. */
public final class Splitter {
  private final Interactions data;
  private final Protocol protocol;
  private final long seed;
  private final @Nullable Interactions negatives;
  private final boolean timed;

  /**
   * @param negatives of each tested user, where they were given
   */
  public Splitter(
      Interactions data, Protocol protocol, long seed, @Nullable Interactions negatives) {
    if (data.pairs() == 0) {
      throw new UnfitData(
          "there are no interactions to evaluate with",
          "check the file, and from which value on an interaction is a positive one");
    }
    // A part that was given to be tested on needs no times.
    this.timed = testsWhatIsGiven(protocol) ? data.trainingTimed() : data.timed();
    if (data.decay().decays() && !timed) {
      throw new UnfitData(
          "weights cannot fall with time: not every interaction has one",
          "leave the half-life out, or give a timestamp");
    }
    this.data = data;
    this.protocol = protocol;
    this.seed = seed;
    this.negatives = negatives;
  }

  /** Whether all that is learned from has a time. */
  public boolean timed() {
    return timed;
  }

  private static boolean testsWhatIsGiven(Protocol protocol) {
    return switch (protocol) {
      case Protocol.Given _, Protocol.SampledNegatives _ -> true;
      case Protocol.LeaveLastOut _,
          Protocol.Temporal _,
          Protocol.RandomHoldOut _,
          Protocol.KFold _,
          Protocol.StrongGeneralisation _ ->
          false;
    };
  }

  /** What the models of a fold learn from, to be divided once more: nothing of it is tested on. */
  public Interactions trainingPart(int fold) {
    Roles roles = Assignment.of(data, protocol, fold, seed);
    return data.only(pair -> roles.of(pair) == Roles.TRAIN, roles::keeps);
  }

  /**
   * @throws UnfitData if nothing is left to learn from or to test on
   */
  public Split fold(int fold) {
    Roles roles = Assignment.of(data, protocol, fold, seed);
    int[] numbers = new int[data.items().size()];
    TrainingData training = training(roles, numbers);
    if (training.users() == 0) {
      throw new UnfitData(
          "the protocol " + protocol.name() + " leaves no interactions to learn from",
          "use more data, or a smaller test part");
    }
    Split split = tests(roles, numbers, training);
    if (split.tests().size() == 0) {
      throw new UnfitData(
          "the protocol " + protocol.name() + " leaves nobody to test" + why(split),
          "use more data, or a protocol whose test users have a history");
    }
    return split;
  }

  private static String why(Split split) {
    return split.withoutHistory() == 0
        ? ""
        : ": all " + split.withoutHistory() + " users with test items have no training";
  }

  /**
   * @param numbers receives the training data's number of each item
   */
  private TrainingData training(Roles roles, int[] numbers) {
    Arrays.fill(numbers, TestSet.UNSEEN);
    for (int pair = 0; pair < data.pairs(); pair++) {
      if (roles.of(pair) == Roles.TRAIN) {
        numbers[data.item(pair)] = 0;
      }
    }
    List<String> ids = new ArrayList<>();
    for (int item = 0; item < numbers.length; item++) {
      if (numbers[item] == 0) {
        numbers[item] = ids.size();
        ids.add(data.items().id(item));
      }
    }
    TrainingDataBuilder builder = TrainingDataBuilder.over(ids);
    Folding folding = new Folding(data, roles::keeps);
    long newest = Long.MIN_VALUE;
    for (int user = 0; user < data.users(); user++) {
      newest = Math.max(newest, folding.newest(user, pair -> roles.of(pair) == Roles.TRAIN));
    }
    for (int user = 0; user < data.users(); user++) {
      int size = 0;
      int[] items = new int[data.start(user + 1) - data.start(user)];
      float[] weights = new float[items.length];
      long[] times = new long[items.length];
      folding.take(user, newest);
      for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
        if (roles.of(pair) == Roles.TRAIN) {
          items[size] = numbers[data.item(pair)];
          times[size] = folding.time(pair);
          weights[size++] = folding.weight(pair);
        }
      }
      builder.user(
          Arrays.copyOf(items, size),
          Arrays.copyOf(weights, size),
          Arrays.copyOf(times, timed ? size : 0));
    }
    return builder.build();
  }

  private Split tests(Roles roles, int[] numbers, TrainingData training) {
    var builder = new TestSet.Builder();
    Negatives sampler =
        protocol instanceof Protocol.SampledNegatives(int count)
            ? new Negatives(data, negatives, count, seed)
            : null;
    Folding folding = new Folding(data, roles::keeps);
    int withoutHistory = 0;
    long unseen = 0;
    long unused = 0;
    for (int user = 0; user < data.users(); user++) {
      int[] wanted = wanted(user, roles);
      int known = 0;
      folding.take(user, folding.newest(user, pair -> roles.of(pair) <= Roles.FOLD_IN));
      for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
        unused += roles.of(pair) == Roles.UNUSED ? 1 : 0;
        if (wanted.length > 0 && roles.of(pair) <= Roles.FOLD_IN) {
          builder.known(
              numbers[data.item(pair)], folding.weight(pair), timed ? folding.time(pair) : 0);
          known++;
        }
      }
      if (wanted.length == 0 || known == 0) {
        withoutHistory += wanted.length > 0 ? 1 : 0;
        continue;
      }
      int[] competing = sampler == null ? new int[0] : sampler.of(user, only(user, wanted));
      unseen += translate(wanted, numbers);
      translate(competing, numbers);
      builder.user(data.user(user), wanted, competing);
    }
    return new Split(
        training,
        builder.build(),
        firstMet(roles, numbers, training),
        withoutHistory,
        unseen,
        unused,
        roles.leftOut(data.repeats()),
        leaked());
  }

  /** When each item of the training part was first met; nothing where times are not known. */
  private double[] firstMet(Roles roles, int[] numbers, TrainingData training) {
    double[] first = new double[timed ? training.items().size() : 0];
    Arrays.fill(first, Double.MAX_VALUE);
    for (int pair = 0; timed && pair < data.pairs(); pair++) {
      if (roles.of(pair) == Roles.TRAIN) {
        int item = numbers[data.item(pair)];
        first[item] = Math.min(first[item], (double) data.firstTime(pair));
      }
    }
    return first;
  }

  private Leaked leaked() {
    return testsWhatIsGiven(protocol) ? Leaked.of(data) : Leaked.NOTHING;
  }

  private int only(int user, int[] wanted) {
    if (wanted.length != 1) {
      throw new UnfitData(
          "the protocol %s tests one item a user, and user %s has %d"
              .formatted(protocol.name(), data.user(user), wanted.length),
          "leave one, or take the protocol given");
    }
    return wanted[0];
  }

  private int[] wanted(int user, Roles roles) {
    Ints wanted = null;
    for (int pair = data.start(user); pair < data.start(user + 1); pair++) {
      if (roles.of(pair) == Roles.TEST) {
        wanted = wanted == null ? new Ints() : wanted;
        wanted.add(data.item(pair));
      }
    }
    return wanted == null ? new int[0] : wanted.toArray();
  }

  private static int translate(int[] items, int[] numbers) {
    int unseen = 0;
    for (int i = 0; i < items.length; i++) {
      items[i] = items[i] < 0 ? TestSet.UNSEEN : numbers[items[i]];
      unseen += items[i] == TestSet.UNSEEN ? 1 : 0;
    }
    return unseen;
  }
}
