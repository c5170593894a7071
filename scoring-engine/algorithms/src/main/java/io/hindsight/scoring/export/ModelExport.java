package io.hindsight.scoring.export;

import io.hindsight.scoring.model.Factorized;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.ItemIndex;
import io.hindsight.scoring.model.ItemModel;
import io.hindsight.scoring.model.Scores;
import java.io.IOException;

/** Writes a model's numbers, in the order of item ids. */
public final class ModelExport {
  private final ItemModel model;
  private final ItemIndex items;

  public ModelExport(ItemModel model) {
    this.model = model;
    this.items = model.items();
  }

  /**
   * {@code item_id,f1,f2,…}: a vector for each item.
   *
   * @throws IllegalArgumentException if the model has none
   */
  public void factors(Appendable out) throws IOException {
    if (!(model instanceof Factorized factorized)) {
      throw new IllegalArgumentException("this model has no factors");
    }
    out.append("item_id");
    for (int factor = 1; factor <= factorized.factors(); factor++) {
      out.append(",f").append(Integer.toString(factor));
    }
    out.append('\n');
    for (int item = 0; item < items.size(); item++) {
      field(out, items.id(item));
      for (int factor = 0; factor < factorized.factors(); factor++) {
        out.append(',').append(Float.toString(factorized.factor(item, factor)));
      }
      out.append('\n');
    }
  }

  /**
   * {@code item_id,similar_id,rank,similarity}: the items most alike to each.
   *
   * @param most of each item
   */
  public void similarities(int most, Appendable out) throws IOException {
    out.append("item_id,similar_id,rank,similarity\n");
    Scores scores = new Scores(items.size());
    for (int item = 0; item < items.size(); item++) {
      scores.clear();
      model.similar(item, scores);
      ranked(items.id(item), scores, scores.best(most, History.EMPTY), out);
    }
  }

  public static void listsHeader(Appendable out) throws IOException {
    out.append("user_id,item_id,rank,score\n");
  }

  /**
   * {@code user_id,item_id,rank,score}: the best items that a user does not have, of those with a
   * score above 0.
   */
  public void list(String user, History history, int most, Appendable out) throws IOException {
    Scores scores = new Scores(items.size());
    model.score(history, scores);
    ranked(user, scores, scores.best(most, history), out);
  }

  private void ranked(String of, Scores scores, int[] best, Appendable out) throws IOException {
    for (int rank = 0; rank < best.length; rank++) {
      field(out, of);
      out.append(',');
      field(out, items.id(best[rank]));
      out.append(',').append(Integer.toString(rank + 1)).append(',');
      out.append(Float.toString(scores.get(best[rank]))).append('\n');
    }
  }

  private static void field(Appendable out, String text) throws IOException {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      quoted |= ",\"\n\r".indexOf(text.charAt(i)) >= 0;
    }
    if (quoted) {
      out.append('"').append(text.replace("\"", "\"\"")).append('"');
    } else {
      out.append(text);
    }
  }
}
