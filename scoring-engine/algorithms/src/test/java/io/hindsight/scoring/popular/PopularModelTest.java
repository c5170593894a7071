package io.hindsight.scoring.popular;

import static org.assertj.core.api.Assertions.assertThat;

import io.hindsight.scoring.given.Baskets;
import io.hindsight.scoring.model.History;
import io.hindsight.scoring.model.Scores;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PopularModelTest {

  @Test
  void everybodyGetsWhatIsMostUsed() {
    PopularModel model =
        PopularModel.of(
            new Baskets(List.of(Map.of("a", 1f, "b", 2f), Map.of("b", 0.5f), Map.of("c", 2f)))
                .data());
    Scores scores = new Scores(3);
    model.score(History.EMPTY, scores);
    assertThat(scores.get(0)).isEqualTo(1f);
    assertThat(scores.get(1)).isEqualTo(2.5f);
    assertThat(scores.get(2)).isEqualTo(2f);
    assertThat(model.explain(History.EMPTY, new int[] {0, 2}, 3))
        .containsExactly(List.of(), List.of());
  }
}
