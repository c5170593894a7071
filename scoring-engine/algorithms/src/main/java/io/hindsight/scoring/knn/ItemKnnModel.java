package io.hindsight.scoring.knn;

import io.hindsight.scoring.model.Breakdown;
import io.hindsight.scoring.model.Contribution;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Each item's nearest neighbours. Immutable and safe for use by many threads. */
public final class ItemKnnModel implements ItemModel {
  /** Stands where the number of items does in models by the neighbours of the history. */
  private static final int OF_CANDIDATES = -1;

  private final ItemIndex items;
  private final Neighbourhoods near;
  private final NeighboursOf of;

  /** To each item of a history what it says something about: {@code near}, or that turned. */
  private final Neighbourhoods reached;

  ItemKnnModel(ItemIndex items, Neighbourhoods near, NeighboursOf of) {
    this.items = items;
    this.near = near;
    this.of = of;
    reached = of == NeighboursOf.CANDIDATE ? near.turned() : near;
  }

  @Override
  public ItemIndex items() {
    return items;
  }

  @Override
  public void score(History history, Scores into) {
    history.requireAmong(items);
    for (int h = 0; h < history.size(); h++) {
      reached.addTo(into, history.items()[h], history.weights()[h]);
    }
  }

  @Override
  public Breakdown breakDown(History history, int[] items) {
    history.requireAmong(this.items);
    return of == NeighboursOf.CANDIDATE
        ? Breakdown.linear(history, items, (met, item) -> similarity(item, met))
        : Breakdown.linear(history, items, this::similarity);
  }

  /** As {@link ItemModel#explain}, faster. */
  @Override
  public List<List<Contribution>> explain(History history, int[] items, int limit) {
    history.requireAmong(this.items);
    return new Explanations(items, limit).of(history, reached);
  }

  @Override
  public void similar(int item, Scores into) {
    near.addTo(into, item, 1);
  }

  @Override
  public float similarity(int item, int other) {
    for (int i = 0; i < near.count(item); i++) {
      if (near.neighbour(item, i) == other) {
        return near.similarity(item, i);
      }
    }
    return 0;
  }

  @Override
  public void write(DataOutput out) throws IOException {
    if (of == NeighboursOf.CANDIDATE) {
      out.writeInt(OF_CANDIDATES);
    }
    out.writeInt(items.size());
    out.writeInt(near.width());
    for (int item = 0; item < items.size(); item++) {
      out.writeUTF(items.id(item));
    }
    for (int item = 0; item < items.size(); item++) {
      out.writeInt(near.count(item));
      for (int i = 0; i < near.count(item); i++) {
        out.writeInt(near.neighbour(item, i));
        out.writeFloat(near.similarity(item, i));
      }
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException if it is anything else
   */
  public static ItemKnnModel read(DataInput in) throws IOException {
    int first = in.readInt();
    NeighboursOf of = first == OF_CANDIDATES ? NeighboursOf.CANDIDATE : NeighboursOf.HISTORY;
    int size = atLeastZero(of == NeighboursOf.CANDIDATE ? in.readInt() : first);
    int width = atLeastZero(in.readInt());
    List<String> ids = new ArrayList<>();
    for (int item = 0; item < size; item++) {
      ids.add(in.readUTF());
    }
    ItemIndex items = ItemIndex.of(ids);
    if (items.size() != size || width > size) {
      throw new IOException("an item is there twice, or has more neighbours than there are items");
    }
    Neighbourhoods near = new Neighbourhoods(size, width);
    for (int item = 0; item < size; item++) {
      readNeighbours(in, item, near);
    }
    return new ItemKnnModel(items, near, of);
  }

  private static void readNeighbours(DataInput in, int item, Neighbourhoods near)
      throws IOException {
    int count = in.readInt();
    if (count < 0 || count > near.width()) {
      throw new IOException("item " + item + " has " + count + " of " + near.width());
    }
    near.count(item, count);
    for (int i = 0; i < count; i++) {
      int neighbour = in.readInt();
      float similarity = in.readFloat();
      if (neighbour < 0 || neighbour >= near.size() || !(similarity > 0 && similarity <= 1)) {
        throw new IOException("item " + item + ", neighbour " + i + ": " + neighbour);
      }
      near.put(item, i, neighbour, similarity);
    }
  }

  private static int atLeastZero(int value) throws IOException {
    if (value < 0) {
      throw new IOException("a size of " + value);
    }
    return value;
  }
}
