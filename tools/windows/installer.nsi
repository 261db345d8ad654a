; The installer, made by installer.py, which gives VERSION, FOLDER and SETUP.
;
; For the user alone, without an administrator. ActTutor-setup.exe /S installs without a question,
; uninstall.exe /S removes it again; /D=C:\a\folder, last and unquoted, chooses another place. What
; the user made lies elsewhere (%LOCALAPPDATA%\ActTutor, Documents) and is never touched.

Unicode true
Target amd64-unicode
SetCompressor /SOLID lzma
RequestExecutionLevel user
ManifestDPIAware true

!include MUI2.nsh
!include FileFunc.nsh

!define PROGRAM "ActTutor"
!define EXE "ActTutor.exe"
!define CLASSES "Software\Classes"
!define UNINSTALL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${PROGRAM}"

Name "${PROGRAM}"
OutFile "${SETUP}"
InstallDir "$LOCALAPPDATA\Programs\${PROGRAM}"
InstallDirRegKey HKCU "${UNINSTALL}" "InstallLocation"
BrandingText "${PROGRAM} ${VERSION}"

VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${PROGRAM}"
VIAddVersionKey /LANG=0 "FileDescription" "${PROGRAM} Setup"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "LegalCopyright" "MIT"

!define MUI_ICON "..\..\assets\icons\acttutor.ico"
!define MUI_UNICON "..\..\assets\icons\acttutor.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${EXE}"
!define MUI_UNCONFIRMPAGE_TEXT_TOP "$(KEPT)"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
; The first one stands in for every language that is not here.
!insertmacro MUI_LANGUAGE "English"
!insertmacro MUI_LANGUAGE "Japanese"

LangString EXPERIMENT ${LANG_ENGLISH} "ActTutor experiment"
LangString EXPERIMENT ${LANG_JAPANESE} "ActTutor の実験"
LangString LESSON ${LANG_ENGLISH} "ActTutor lesson"
LangString LESSON ${LANG_JAPANESE} "ActTutor のレッスン"
LangString ABOUT ${LANG_ENGLISH} "See, touch and measure how neural networks learn"
LangString ABOUT ${LANG_JAPANESE} "ニューラルネットワークの学習を、見て、触れて、測る"
LangString RUNNING ${LANG_ENGLISH} "ActTutor is running. Close its window, then try again."
LangString RUNNING ${LANG_JAPANESE} "ActTutor が実行中です。ウィンドウを閉じてから、もう一度お試しください。"
LangString KEPT ${LANG_ENGLISH} "ActTutor will be removed. Your experiments, lessons and sessions stay where they are."
LangString KEPT ${LANG_JAPANESE} "ActTutor を削除します。作成した実験やレッスン、保存された作業状態は残ります。"

; A program that is running cannot be replaced. A silent installer says so by ending with 2.
!macro WAIT_UNTIL_CLOSED
again:
  ClearErrors
  IfFileExists "$INSTDIR\${EXE}" 0 closed
  FileOpen $0 "$INSTDIR\${EXE}" a
  IfErrors running
  FileClose $0
  Goto closed
running:
  MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY again
  SetErrorLevel 2
  Quit
closed:
!macroend

!macro TELL_EXPLORER
  ; SHCNE_ASSOCCHANGED
  System::Call "shell32::SHChangeNotify(i 0x08000000, i 0, p 0, p 0)"
!macroend

; The same keys as acttutor/files/association.py.
!macro OPEN_WITH_US CLASS TITLE
  WriteRegStr HKCU "${CLASSES}\${CLASS}" "" "${TITLE}"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\DefaultIcon" "" "$INSTDIR\${EXE},0"
  WriteRegStr HKCU "${CLASSES}\${CLASS}\shell\open\command" "" '"$INSTDIR\${EXE}" "%1"'
!macroend

Section
  !insertmacro WAIT_UNTIL_CLOSED
  ; Of an older version, nothing may stay that the new one would find.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${FOLDER}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${PROGRAM}.lnk" "$INSTDIR\${EXE}" "" "" "" "" "" "$(ABOUT)"

  !insertmacro OPEN_WITH_US "ActTutor.Experiment" "$(EXPERIMENT)"
  WriteRegStr HKCU "${CLASSES}\.acttutor" "" "ActTutor.Experiment"
  ; A lesson is a TOML file: an editor that opens them goes on doing so.
  !insertmacro OPEN_WITH_US "ActTutor.Lesson" "$(LESSON)"
  WriteRegStr HKCU "${CLASSES}\.toml\OpenWithProgids" "ActTutor.Lesson" ""
  ReadRegStr $0 HKCR ".toml" ""
  StrCmp $0 "" 0 +2
    WriteRegStr HKCU "${CLASSES}\.toml" "" "ActTutor.Lesson"

  WriteRegStr HKCU "${UNINSTALL}" "DisplayName" "${PROGRAM}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL}" "DisplayIcon" "$INSTDIR\${EXE}"
  WriteRegStr HKCU "${UNINSTALL}" "Publisher" "ActTutor contributors"
  WriteRegStr HKCU "${UNINSTALL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKCU "${UNINSTALL}" "EstimatedSize" $0
  !insertmacro TELL_EXPLORER
SectionEnd

Section un.Install
  !insertmacro WAIT_UNTIL_CLOSED
  ; Only what the installer brought: the folder may hold files of the user.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\${EXE}"
  Delete "$INSTDIR\uninstall.exe"
  SetOutPath "$TEMP"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\${PROGRAM}.lnk"

  ReadRegStr $0 HKCU "${CLASSES}\.acttutor" ""
  StrCmp $0 "ActTutor.Experiment" 0 +2
    DeleteRegKey HKCU "${CLASSES}\.acttutor"
  ReadRegStr $0 HKCU "${CLASSES}\.toml" ""
  StrCmp $0 "ActTutor.Lesson" 0 +2
    DeleteRegValue HKCU "${CLASSES}\.toml" ""
  DeleteRegValue HKCU "${CLASSES}\.toml\OpenWithProgids" "ActTutor.Lesson"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.toml\OpenWithProgids"
  DeleteRegKey /ifempty HKCU "${CLASSES}\.toml"
  DeleteRegKey HKCU "${CLASSES}\ActTutor.Experiment"
  DeleteRegKey HKCU "${CLASSES}\ActTutor.Lesson"
  DeleteRegKey HKCU "${UNINSTALL}"
  !insertmacro TELL_EXPLORER
SectionEnd
