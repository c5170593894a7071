package io.hindsight.app.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  private static final List<List<String>> ROWS =
      List.of(List.of("", "one", "two", "three"), List.of("ndcg", "0.1", "0.22", "0.3"));

  private static List<String> printed(int width, boolean eitherWay) {
    List<String> lines = new ArrayList<>();
    TextTable table = new TextTable(width, lines::add);
    if (eitherWay) {
      table.printEitherWay(ROWS);
    } else {
      table.print(ROWS);
    }
    return lines;
  }

  @Test
  void whatFitsStaysAsItIs() {
    assertThat(printed(22, true))
        .containsExactly("      one   two  three", "ndcg  0.1  0.22    0.3");
  }

  @Test
  void whatIsTooWideIsTurnedRound() {
    assertThat(printed(21, true))
        .containsExactly("       ndcg", "one     0.1", "two    0.22", "three   0.3");
  }

  @Test
  void columnsThatDoNotFitFollowInBlocks() {
    assertThat(printed(16, false))
        .containsExactly("      one   two", "ndcg  0.1  0.22", "", "      three", "ndcg    0.3");
    // Not even one fits: one a block all the same.
    assertThat(printed(3, false)).hasSize(8);
  }

  @Test
  void theWidthIsWhatColumnsSaysIfItIsANumberThatCanBeMeant() {
    assertThat(TerminalWidth.of("120", 90)).isEqualTo(120);
    assertThat(TerminalWidth.of("wide", 90)).isEqualTo(90);
    assertThat(TerminalWidth.of("7", 90)).isEqualTo(90);
    assertThat(TerminalWidth.of(null, 90)).isEqualTo(90);
  }
}
