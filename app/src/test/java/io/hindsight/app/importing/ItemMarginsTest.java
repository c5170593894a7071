package io.hindsight.app.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hindsight.app.client.CommandFailed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemMarginsTest {
  @TempDir Path directory;

  private Map<String, Double> read(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("margins.csv"), text);
    return ItemMargins.read(file, StandardCharsets.UTF_8);
  }

  @Test
  void aMarginIsToldOrIsThePriceLessTheCost() throws IOException {
    assertThat(read("item_id,name,margin\nanvil,Anvil,2.5\nboot,Boot,-1\n"))
        .containsExactly(Map.entry("anvil", 2.5), Map.entry("boot", -1.0));
    assertThat(read("price;cost;item_id\n10;7.5;anvil\n")).containsExactly(Map.entry("anvil", 2.5));
    assertThat(read("Item ID,Margin\nanvil,2\n")).containsExactly(Map.entry("anvil", 2.0));
  }

  @Test
  void whatCannotBeReadIsNamedWithItsLine() {
    for (String[] wrong :
        new String[][] {
          {"", "has no header"},
          {"item_id,price\nanvil,3\n", "does not tell what is earned"},
          {"margin\n3\n", "does not tell what is earned"},
          {"item_id,margin\n", "has no rows"},
          {"item_id,margin\nanvil,much\n", "line 2: much is no number"},
          {"item_id,margin\nanvil,NaN\n", "line 2: NaN is no finite number"},
          {"item_id,margin\nanvil,1\nanvil,2\n", "line 3: the item anvil is there twice"},
          {"item_id,margin\n ,1\n", "line 2: it names no item"},
          {"item_id,margin\nanvil\n", "line 2: it has 1 fields, not 2"},
        }) {
      assertThatThrownBy(() -> read(wrong[0]))
          .isInstanceOf(CommandFailed.class)
          .hasMessageContaining(wrong[1]);
    }
  }
}
