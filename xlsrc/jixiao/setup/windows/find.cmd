:find
for %%V in (@DIGITS@) do call :try "%LOCALAPPDATA%\Programs\Python\Python%%V\python.exe"
for %%V in (@MINORS@) do call :try "%LOCALAPPDATA%\Python\pythoncore-%%V-64\python.exe"
for %%V in (@DIGITS@) do call :try "%ProgramFiles%\Python%%V\python.exe"
for %%V in (@DIGITS@) do call :try "%SystemDrive%\Python%%V\python.exe"
for %%V in (@MINORS@) do for /f "delims=" %%P in ('py -%%V -c "import sys; print(sys.executable)" 2^>nul') do call :try "%%~P"
for /f "delims=" %%P in ('where python 2^>nul') do call :try "%%~P"
exit /b 0

:try
if defined JX_PYTHON exit /b 0
if not exist "%~1" exit /b 0
"%~1" -I -c "@CHECK@" >nul 2>nul
if errorlevel 1 exit /b 0
set "JX_PYTHON=%~1"
exit /b 0
