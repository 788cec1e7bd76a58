package io.narsil.study.revision;

import io.narsil.config.ConfigFile;
import io.narsil.config.ConfigNode;
import io.narsil.config.Problems;
import io.narsil.config.UserException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where a study's file says a setting, for messages. */
final class SettingPlace {
    private SettingPlace() {}

    /**
     * The file and line; the file alone where it does not say the setting, or is none.
     *
     * @param setting name of the setting, such as {@code seed} or {@code init.sha256}, which need not be said itself
     */
    static String of(String file, String setting) {
        try {
            ConfigNode root = ConfigFile.read(Path.of(file), new Problems());
            int dot = setting.indexOf('.');
            String above = dot < 0 ? setting : setting.substring(0, dot);
            if (!root.has(above)) {
                return file;
            }
            ConfigNode node = root.at(above);
            String below = setting.substring(dot + 1);
            return dot >= 0 && node.has(below) ? node.at(below).where() : node.where();
        } catch (UserException | InvalidPathException e) {
            return file;
        }
    }
}
