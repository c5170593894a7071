package io.hindsight.runtime.serving;

import io.hindsight.contracts.ids.ItemId;
import io.hindsight.runtime.weights.TasteFold;
import io.hindsight.runtime.weights.WeightTable;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import java.util.Arrays;

/** The model that serves an algorithm, and how its numbers and the catalog's translate. */
public final class ActiveModel {
  private final String algorithm;
  private final int version;
  private final String contentHash;
  private final ItemModel model;
  private final WeightTable weights;
  private final int[] toModel;
  private final int[] toCatalog;

  private ActiveModel(
      String algorithm,
      int version,
      String contentHash,
      ItemModel model,
      WeightTable weights,
      int[] toModel,
      int[] toCatalog) {
    this.algorithm = algorithm;
    this.version = version;
    this.contentHash = contentHash;
    this.model = model;
    this.weights = weights;
    this.toModel = toModel;
    this.toCatalog = toCatalog;
  }

  /**
   * @param catalog at the model's activation or later: by then the log has named all of its items
   * @param version 0 where it is not known, as in a reproduction
   */
  public static ActiveModel of(
      String algorithm,
      int version,
      String contentHash,
      ItemModel model,
      WeightTable weights,
      CatalogState catalog) {
    ItemIndex items = model.items();
    int[] toModel = new int[catalog.size()];
    Arrays.fill(toModel, -1);
    int[] toCatalog = new int[items.size()];
    for (int i = 0; i < toCatalog.length; i++) {
      toCatalog[i] = catalog.indexOf(new ItemId(items.id(i)));
      if (toCatalog[i] >= 0) {
        toModel[toCatalog[i]] = i;
      }
    }
    return new ActiveModel(algorithm, version, contentHash, model, weights, toModel, toCatalog);
  }

  public String algorithm() {
    return algorithm;
  }

  public int version() {
    return version;
  }

  public String contentHash() {
    return contentHash;
  }

  public ItemModel model() {
    return model;
  }

  /** The weights that it was trained with, and that a person's history must be weighed by. */
  public WeightTable weights() {
    return weights;
  }

  /** -1 for an item that the model does not know. */
  public int toModel(int catalogIndex) {
    return catalogIndex < toModel.length ? toModel[catalogIndex] : -1;
  }

  /** -1 for an item that the catalog does not know. */
  public int toCatalog(int modelIndex) {
    return toCatalog[modelIndex];
  }

  /** A person's tastes in the model's numbers; empty where the model knows nothing of them. */
  public History history(PersonState person) {
    TasteFold tastes = new TasteFold(weights).until(person.newest(weights));
    for (int i = 0; i < person.size(); i++) {
      int item = toModel(person.item(i));
      if (item >= 0) {
        tastes.add(item, person.type(i), person.value(i), person.occurredAtMillis(i));
      }
    }
    return tastes.history();
  }
}
