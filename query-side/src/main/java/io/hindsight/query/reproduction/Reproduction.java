package io.hindsight.query.reproduction;

import io.hindsight.contracts.serving.Basis;
import io.hindsight.contracts.serving.ListRequest;
import io.hindsight.contracts.serving.Receipt;
import io.hindsight.contracts.serving.ServedItems;
import io.hindsight.query.lists.ListComputer;
import io.hindsight.query.lists.ListInputs;
import io.hindsight.runtime.serving.Refold;
import io.hindsight.runtime.serving.Refold.Past;
import io.hindsight.runtime.serving.ServingView;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Computes lists again from what their receipts name and compares, item by item and bit by bit.
 * Nothing of the live state is asked: only the log and the models' artifacts.
 */
public final class Reproduction {
  private final Refold refold;
  private final ListComputer computer;

  public Reproduction(Refold refold, ListComputer computer) {
    this.refold = refold;
    this.computer = computer;
  }

  public Comparison of(Receipt receipt) {
    List<Comparison> comparisons = new ArrayList<>(1);
    each(List.of(receipt), (same, comparison) -> comparisons.add(comparison));
    return comparisons.getFirst();
  }

  /**
   * Any number of lists in one pass over the log.
   *
   * @param consumer gets each receipt with what became of it, in the order of their positions
   * @throws Refold.ModelMissing if an artifact is gone
   */
  public void each(Collection<Receipt> receipts, BiConsumer<Receipt, Comparison> consumer) {
    Map<Past, Receipt> pasts = new IdentityHashMap<>();
    List<Past> inOrder = new ArrayList<>(receipts.size());
    for (Receipt receipt : receipts) {
      Past past = new Past(receipt.basis(), receipt.request().subjectId());
      pasts.put(past, receipt);
      inOrder.add(past);
    }
    refold.each(
        inOrder,
        (past, view) -> {
          Receipt receipt = pasts.remove(past);
          if (receipt == null) {
            throw new IllegalStateException("the log gave states that no receipt asked for");
          }
          consumer.accept(receipt, compare(receipt, view));
        });
  }

  /** Against states that the caller made again. */
  public Comparison compare(Receipt receipt, ServingView view) {
    ListRequest request = receipt.request();
    Basis basis = receipt.basis();
    ListInputs inputs;
    try {
      inputs = ListInputs.again(view, request, basis);
    } catch (IllegalArgumentException e) {
      return new Comparison.Different(List.of(Objects.requireNonNull(e.getMessage())));
    }
    if (inputs.placement().revision() != basis.placementRevision()) {
      return new Comparison.Different(
          List.of(
              "placement %s is at revision %d there, the receipt says %d"
                  .formatted(
                      request.placement(),
                      inputs.placement().revision(),
                      basis.placementRevision())));
    }
    ServedItems again =
        computer.compute(inputs, request, basis.seed(), basis.now()).served(inputs.catalog());
    List<String> differences = differences(receipt.items(), again);
    return differences.isEmpty()
        ? new Comparison.Identical()
        : new Comparison.Different(differences);
  }

  private static List<String> differences(ServedItems served, ServedItems again) {
    List<String> differences = new ArrayList<>();
    if (served.ids().size() != again.ids().size()) {
      differences.add(
          "%d items were served, now it is %d".formatted(served.ids().size(), again.ids().size()));
    }
    for (int i = 0; i < Math.min(served.ids().size(), again.ids().size()); i++) {
      if (!served.ids().get(i).equals(again.ids().get(i))) {
        differences.add(
            "rank %d was %s, now it is %s"
                .formatted(i + 1, served.ids().get(i), again.ids().get(i)));
      } else if (bits(served, i) != bits(again, i)) {
        differences.add(
            "the score of %s was %s, now it is %s"
                .formatted(served.ids().get(i), served.scores().get(i), again.scores().get(i)));
      }
    }
    return differences;
  }

  private static int bits(ServedItems items, int rank) {
    return Float.floatToRawIntBits(items.scores().get(rank));
  }
}
