package io.hindsight.scoring.bpr;

import io.hindsight.scoring.data.TrainingData;
import io.hindsight.scoring.data.TrainingData.Rows;
import io.hindsight.scoring.linear.Noise;
import io.hindsight.scoring.linear.Room;
import io.hindsight.scoring.linear.Workers;
import java.util.Arrays;

/** Trains {@link BprModel}s: the same bytes on any number of threads. */
public final class BprTrainer {
  static final int BLOCKS = 8;

  private static final int TRIES = 16;
  private static final double DEVIATION = 0.1;

  private final BprConfig config;

  public BprTrainer(BprConfig config) {
    this.config = config;
  }

  /**
   * @throws IllegalArgumentException naming the factor at which the numbers ran away
   */
  public BprModel train(TrainingData data, long seed, int threads) {
    Noise noise = new Noise(seed);
    ItemSide items = new ItemSide(data.items().size(), config.factors());
    int width = items.width();
    float[] users = new float[Room.of(data.users(), width, "factors")];
    fill(users, width, noise, 0);
    fill(items.vectors(), width, noise, users.length);
    float unit = unit(data);
    Rows rows = data.byUser();
    try (Workers workers = new Workers(threads)) {
      for (int epoch = 0; epoch < config.epochs(); epoch++) {
        Noise drawn = new Noise(noise.bits(-1L - epoch));
        int[][] userBlocks = dealt(data.users(), drawn, 0);
        int[][] itemBlocks = dealt(data.items().size(), drawn, data.users());
        int[] blockOf = new int[data.items().size()];
        for (int block = 0; block < BLOCKS; block++) {
          for (int item : itemBlocks[block]) {
            blockOf[item] = block;
          }
        }
        for (int turn = 0; turn < BLOCKS; turn++) {
          int by = turn;
          workers.run(
              BLOCKS,
              block -> {
                int other = (block + by) % BLOCKS;
                Steps steps = new Steps(rows, users, items, drawn, itemBlocks[other]);
                steps.take(userBlocks[block], blockOf, other, unit);
              });
        }
      }
    }
    return new BprModel(data.items(), config, items, unit, seed);
  }

  private void fill(float[] vectors, int width, Noise noise, int first) {
    double scale = DEVIATION / Math.sqrt(config.factors());
    for (int at = 0; at < vectors.length; at++) {
      if (at % width < config.factors()) {
        vectors[at] = (float) (scale * noise.normal((long) first + at));
      }
    }
  }

  /** One over the mean weight. */
  private static float unit(TrainingData data) {
    double sum = 0;
    for (int at = 0; at < data.pairs(); at++) {
      sum += data.byUser().weight(at);
    }
    return data.pairs() == 0 ? 1 : (float) (data.pairs() / sum);
  }

  private static int[][] dealt(int count, Noise drawn, int first) {
    int[][] blocks = new int[BLOCKS][count];
    int[] sizes = new int[BLOCKS];
    for (int i = 0; i < count; i++) {
      int block = (int) (drawn.bits((long) first + i) >>> 32) & (BLOCKS - 1);
      blocks[block][sizes[block]++] = i;
    }
    for (int block = 0; block < BLOCKS; block++) {
      blocks[block] = Arrays.copyOf(blocks[block], sizes[block]);
    }
    return blocks;
  }

  /** The steps of one block of users over one block of items. */
  private final class Steps {
    private final Rows rows;
    private final float[] users;
    private final ItemSide items;
    private final Noise drawn;
    private final int[] negatives;
    private final float rate = (float) config.learningRate();
    private final float decay = (float) (config.learningRate() * config.regularization());

    Steps(Rows rows, float[] users, ItemSide items, Noise drawn, int[] negatives) {
      this.rows = rows;
      this.users = users;
      this.items = items;
      this.drawn = drawn;
      this.negatives = negatives;
    }

    void take(int[] people, int[] blockOf, int block, float unit) {
      for (int user : people) {
        for (int at = rows.start(user); at < rows.start(user + 1); at++) {
          if (blockOf[rows.column(at)] == block) {
            int other = negative(user, at);
            if (other >= 0) {
              step(user, rows.column(at), other, rows.weight(at) * unit);
            }
          }
        }
      }
    }

    /** An item of the block that the user does not have; -1 where none was drawn. */
    private int negative(int user, int at) {
      for (int i = 0; i < TRIES; i++) {
        long bits = drawn.bits((1L << 40) + (long) at * TRIES + i);
        int other = negatives[(int) ((bits >>> 33) % negatives.length)];
        if (!rows.contains(user, other)) {
          return other;
        }
      }
      return -1;
    }

    private void step(int user, int item, int other, float weight) {
      int width = items.width();
      int x = user * width;
      float[] y = items.vectors();
      int yi = item * width;
      int yj = other * width;
      float push = rate * weight * ItemSide.doubt(items.margin(users, x, item, other));
      for (int k = 0; k < width; k++) {
        float own = users[x + k];
        float up = y[yi + k];
        float down = y[yj + k];
        users[x + k] = own + push * (up - down) - decay * own;
        y[yi + k] = up + push * own - decay * up;
        y[yj + k] = down - push * own - decay * down;
      }
      float[] biases = items.biases();
      biases[item] += push - decay * biases[item];
      biases[other] -= push + decay * biases[other];
    }
  }
}
