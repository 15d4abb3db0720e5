/** What is wrong between the folders in modules/ and the list in modules/index.ts, each with its remedy. */
export function folderProblems(folders: readonly string[], ids: readonly string[]): string[] {
  return [
    ...folders
      .filter((name) => !ids.includes(name))
      .map(
        (name) =>
          `folder ${name} is not registered; add it to modules/index.ts, with the folder's name as its id`,
      ),
    ...ids
      .filter((id) => !folders.includes(id))
      .map((id) => `module ${id} has no folder modules/${id}; its id must be the name of its folder`),
  ];
}
